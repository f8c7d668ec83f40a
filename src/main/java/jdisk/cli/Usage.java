package jdisk.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** What is written about the command line: its help, and what manual and completions are made of. */
final class Usage {
    private Usage() {}

    /** The command line as picocli lays out help for it. */
    static CommandSpec spec() {
        CommandSpec spec = CommandSpec.create().name("jdisk");
        for (Option option : Option.values()) {
            spec.addOption(spec(option));
        }
        spec.usageMessage()
                .header("fdisk's command loop over a disk image, which is never written to", "")
                .synopsisHeading("Usage:%n")
                .customSynopsis(
                        "jdisk [OPTIONS] IMAGE                   a shell, or commands from a pipe",
                        "jdisk [OPTIONS] IMAGE COMMAND [ARG...]  run one command of the shell",
                        "jdisk [OPTIONS] -l IMAGE...             list partition tables",
                        "jdisk [OPTIONS] -f SCRIPT IMAGE         run the commands of a file",
                        "jdisk [OPTIONS] --demo [COMMAND...]     the same over a built-in image")
                .optionListHeading("%nOptions:%n")
                .sortOptions(false)
                .footerHeading("%nColumns for -o:%n")
                .footer(
                        "  dos: Device Boot Start End Sectors Cylinders Size Id Type Start-C/H/S",
                        "       End-C/H/S Attrs",
                        "  gpt: Device Start End Sectors Size Type Type-UUID UUID Name Attrs",
                        "  bsd: Slice Start End Sectors Cylinders Size Type Fsize Bsize Cpg",
                        "  mac: Device Start End Sectors Size Type Name",
                        "  amiga: Device Boot Start End Sectors Size Type Name",
                        "  atari: Device Boot Start End Sectors Size Type",
                        "  pc98: Device Boot Start End Sectors Size Id Type Name Attrs",
                        "  sgi: Device Start End Sectors Cylinders Size Id Type Attrs",
                        "  sun: Device Start End Sectors Cylinders Size Id Type Flags",
                        "  all: Offset Bytes FSType Label FSUUID",
                        "",
                        "Exit status: 0 done; 1 something failed; 2 wrong usage; 3 done, but the table",
                        "has problems. In the shell, 'm' prints the menu and 'help' lists the commands.");
        return spec;
    }

    private static OptionSpec spec(Option option) {
        OptionSpec.Builder builder =
                OptionSpec.builder(option.names().toArray(String[]::new)).description(option.description());
        Option.Argument argument = option.argument();
        return switch (argument.arity()) {
            case FLAG -> builder.arity("0").type(boolean.class).build();
            case OPTIONAL -> valued(builder, argument).arity("0..1").fallbackValue(argument.fallback()).build();
            case VALUE -> valued(builder, argument).arity("1").build();
        };
    }

    private static OptionSpec.Builder valued(OptionSpec.Builder builder, Option.Argument argument) {
        return builder.type(String.class)
                .paramLabel(argument.label())
                .completionCandidates(argument.choice().isEmpty() ? null : argument.choice());
    }
}
