package dev.probeline.alerts.config;

import dev.probeline.runtime.config.Secret;
import okhttp3.HttpUrl;

/** Checks a URL without ever showing it. */
final class SecretUrl {
    static void check(String name, Secret url) {
        if (HttpUrl.parse(url.reveal()) == null) {
            throw new IllegalArgumentException(name + ": **** (expected: a URL that begins with https:// or http://)");
        }
    }

    private SecretUrl() {}
}
