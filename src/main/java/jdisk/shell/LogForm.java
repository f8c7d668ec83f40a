package jdisk.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;

/** How the log of a session is written: as text, or as a page of HTML that holds the same text and its colours. */
enum LogForm {
    TEXT("txt|log"),
    HTML("html");

    /** Colours that can be read on white and on black; which of them it is, the reader's browser says. */
    private static final String CSS = ":root{color-scheme:light dark}pre{font-family:monospace}"
            + ".time{opacity:.6}.typed,.s1{font-weight:bold}.s4{text-decoration:underline}.s31{color:#d33}";

    private final String extensions;

    /** @param extensions as in a regular expression */
    LogForm(String extensions) {
        this.extensions = extensions;
    }

    /** The form a file's name asks for. */
    static Optional<LogForm> of(Path file) {
        String name = String.valueOf(file.getFileName());
        for (LogForm form : values()) {
            if (name.matches("(?s).+\\.(" + form.extensions + ")")) {
                return Optional.of(form);
            }
        }
        return Optional.empty();
    }

    /** What the file begins with. A page loads nothing and runs nothing: its policy allows its own style alone. */
    String begin() {
        return switch (this) {
            case TEXT -> "";
            case HTML -> "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                    + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '" + digest(CSS) + "'\">\n"
                    + "<title>jdisk</title>\n<style>" + CSS + "</style>\n</head>\n<body>\n<pre>";
        };
    }

    String end() {
        return switch (this) {
            case TEXT -> "";
            case HTML -> "</pre>\n</body>\n</html>\n";
        };
    }

    /** What was shown. */
    String shown(String ansi) {
        AnsiText text = new AnsiText(ansi);
        return switch (this) {
            case TEXT -> text.plain();
            case HTML -> text.html();
        };
    }

    /** A time, or what was typed. */
    String marked(String what, String text) {
        return switch (this) {
            case TEXT -> new AnsiText(text).plain();
            case HTML -> "<span class=\"" + what + "\">" + new AnsiText(text).html() + "</span>";
        };
    }

    /** The source expression of Content Security Policy Level 3 for a style. */
    private static String digest(String css) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(css.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
