package dev.probeline.dashboard.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

/** What the page's sources must never do, whichever browser is at hand. */
class PageSourcesTest {
    private static final Path WEB = Path.of("src/main/web");
    private static final int WIRE_LIMIT = 150 * 1024;
    private static final Pattern TEXT_AS_MARKUP =
            Pattern.compile("innerHTML|outerHTML|insertAdjacentHTML|document\\.write|\\beval\\(|new Function|srcdoc");
    private static final Pattern INLINE = Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|<script(?![^>]*\\ssrc=)");
    private static final Pattern ELSEWHERE = Pattern.compile("(?:https?:)?//(?!www\\.w3\\.org)[a-z0-9-]+\\.[a-z]");

    @Test
    void textIsNeverTakenForMarkup() {
        assertThat(own("js")).allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(TEXT_AS_MARKUP));
    }

    @Test
    void thereIsNoInlineScriptOrStyle() {
        assertThat(own("html"))
                .isNotEmpty()
                .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(INLINE));
    }

    @Test
    void nothingComesFromElsewhere() {
        assertThat(files().filter(file -> !file.toString().contains("vendor")))
                .allSatisfy(file -> assertThat(read(file)).doesNotContainPattern(ELSEWHERE));
    }

    @Test
    void allOfItTogetherIsSmall() {
        int wire = files().filter(file -> !file.toString().endsWith(".txt"))
                .mapToInt(PageSourcesTest::gzipped)
                .sum();
        assertThat(wire).as("bytes, gzipped").isBetween(20_000, WIRE_LIMIT);
    }

    @Test
    void allModulesAreAskedForAtOnce() {
        String page = read(WEB.resolve("index.html"));
        assertThat(own("js"))
                .allSatisfy(file -> assertThat(page)
                        .contains("\"" + WEB.relativize(file).toString().replace('\\', '/') + "\""));
    }

    private static List<Path> own(String ending) {
        return files().filter(file -> file.toString().endsWith("." + ending))
                .filter(file -> !file.toString().contains("vendor"))
                .toList();
    }

    private static Stream<Path> files() {
        try (Stream<Path> files = Files.walk(WEB)) {
            return files.filter(Files::isRegularFile).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int gzipped(Path file) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.size();
    }
}
