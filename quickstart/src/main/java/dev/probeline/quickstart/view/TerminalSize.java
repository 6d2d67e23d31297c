package dev.probeline.quickstart.view;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Columns and rows of the terminal, asked of {@code stty} now and then, as it may be resized. */
final class TerminalSize {
    private static final Pattern ANSWER = Pattern.compile("(\\d+) (\\d+)\\s*");
    private static final int ASK_EVERY = 3;

    private int columns = 80;
    private int rows = 24;
    private int calls;

    int columns() {
        return columns;
    }

    int rows() {
        return rows;
    }

    /** Keeps the last known size where the terminal does not answer. */
    void refresh() {
        if (calls++ % ASK_EVERY == 0) {
            try {
                ask();
            } catch (IOException e) {
                // no stty here: the usual size will do
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void ask() throws IOException, InterruptedException {
        Process stty = new ProcessBuilder("stty", "size")
                .redirectInput(new File("/dev/tty"))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (stty.waitFor(1, TimeUnit.SECONDS)) {
            Matcher answer =
                    ANSWER.matcher(new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII));
            if (answer.matches() && !answer.group(2).equals("0")) {
                rows = Math.max(5, Integer.parseInt(answer.group(1)));
                columns = Math.max(20, Integer.parseInt(answer.group(2)));
            }
        } else {
            stty.destroyForcibly();
        }
    }
}
