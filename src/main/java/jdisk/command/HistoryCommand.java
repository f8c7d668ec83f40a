package jdisk.command;

import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import picocli.CommandLine.Command;

@Command(
        name = "history",
        header = "commands typed so far",
        description = "Lists the commands typed so far, in earlier sessions too where there is a terminal.",
        footer = "history")
final class HistoryCommand implements WordCommand {
    @Override
    public Outcome run(Desk desk) {
        List<String> lines = desk.console().history();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String number = Integer.toString(i + 1);
            text.append(" ".repeat(Math.max(5 - number.length(), 0))).append(number).append("  ").append(desk.session().visible().text(lines.get(i))).append('\n');
        }
        desk.console().print(text.toString());
        return Outcome.DONE;
    }
}
