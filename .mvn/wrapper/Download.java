import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/** {@code java Download.java URL FILE}: for machines that have neither curl nor wget. */
class Download {
    public static void main(String[] arguments) throws Exception {
        try (InputStream in = URI.create(arguments[0]).toURL().openStream()) {
            Files.copy(in, Path.of(arguments[1]));
        }
    }
}
