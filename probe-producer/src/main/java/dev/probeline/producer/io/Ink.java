package dev.probeline.producer.io;

import java.nio.charset.Charset;
import picocli.CommandLine.Help.Ansi;

/**
 * What the paper takes: colour on a terminal unless {@code NO_COLOR} is set, blocks where the character set has them.
 */
public record Ink(boolean colour, boolean blocks) {

    /** For standard output. */
    public static Ink ofTerminal() {
        String name = System.getProperty("stdout.encoding", System.getProperty("sun.stdout.encoding", ""));
        Charset charset =
                name.isEmpty() || !Charset.isSupported(name) ? Charset.defaultCharset() : Charset.forName(name);
        return new Ink(Ansi.AUTO.enabled(), charset.newEncoder().canEncode('█'));
    }

    String good(String text) {
        return colour ? "\u001b[32m" + text + "\u001b[0m" : text;
    }

    String bad(String text) {
        return colour ? "\u001b[31m" + text + "\u001b[0m" : text;
    }

    String quiet(String text) {
        return colour ? "\u001b[2m" + text + "\u001b[0m" : text;
    }

    String bar(int length) {
        return (blocks ? "█" : "#").repeat(length);
    }
}
