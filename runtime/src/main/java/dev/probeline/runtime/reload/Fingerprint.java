package dev.probeline.runtime.reload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What files hold, with the files that <code>${file:…}</code> in them refers to: equal as long as reading them again
 * would bring nothing new. Links are followed, so that a swapped directory, which is how Kubernetes updates a
 * ConfigMap, shows as well as a file that is written or renamed. What can be read only once, such as a pipe, is left
 * alone.
 *
 * @param digest SHA-256 over all of them
 */
record Fingerprint(String digest) {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{file:([^}]*)}");
    private static final int LONGEST = 8 << 20;

    static Fingerprint of(List<Path> files) {
        MessageDigest digest = sha256();
        for (Path file : files) {
            String text = new String(add(file, digest), StandardCharsets.UTF_8);
            Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
            for (Matcher reference = REFERENCE.matcher(text); reference.find(); ) {
                resolve(folder, reference.group(1)).ifPresent(referred -> add(referred, digest));
            }
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    }

    /** @return what was added */
    private static byte[] add(Path file, MessageDigest digest) {
        byte[] content = content(file);
        digest.update((file + " " + content.length + "\n").getBytes(StandardCharsets.UTF_8));
        digest.update(content);
        return content;
    }

    private static byte[] content(Path file) {
        if (!Files.isRegularFile(file)) {
            return Files.exists(file) ? new byte[] {1} : new byte[] {0};
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LONGEST);
        } catch (IOException e) {
            return e.getClass().getName().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static Optional<Path> resolve(Path folder, String name) {
        try {
            return Optional.of(folder.resolve(name));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
