package jdisk.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a shell does: at blanks, but not within quotes. Within double quotes and outside of any, a
 * backslash takes the next character as it is; within single quotes nothing is special.
 */
public final class Tokens {
    private Tokens() {}

    /**
     * The words of a line.
     *
     * @throws UserError if a quote is not closed, or a backslash ends the line
     */
    public static List<String> split(String line) {
        List<String> tokens = new ArrayList<>();
        StringBuilder token = new StringBuilder();
        boolean inToken = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'') {
                if (++i == line.length()) {
                    throw new UserError("a backslash ends the line; type two for one");
                }
                token.append(line.charAt(i));
                inToken = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    token.append(c);
                }
            } else if (c == '"' || c == '\'') {
                quote = c;
                inToken = true;
            } else if (!Character.isWhitespace(c)) {
                token.append(c);
                inToken = true;
            } else if (inToken) {
                tokens.add(token.toString());
                token.setLength(0);
                inToken = false;
            }
        }
        if (quote != 0) {
            throw new UserError("the quote " + quote + " is not closed");
        }
        if (inToken) {
            tokens.add(token.toString());
        }
        return tokens;
    }
}
