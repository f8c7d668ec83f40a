package jdisk.command;

import java.util.List;
import jdisk.shell.Desk;
import jdisk.shell.Outcome;
import jdisk.usage.Arguments;
import jdisk.usage.Syntax;

final class HistoryCommand implements WordCommand {
    @Override
    public Syntax syntax() {
        return new Syntax(
                "history",
                "commands typed so far",
                List.of(
                        "Lists the commands typed so far, in earlier sessions too where there is a terminal."),
                "history",
                List.of(),
                List.of());
    }

    @Override
    public Outcome run(Desk desk, Arguments arguments) {
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
