package dev.probeline.dashboard.io.web;

import java.util.Optional;

/**
 * Who makes a request.
 *
 * @param name empty for somebody unknown
 * @param byCookie whether the browser said so by itself, which another site can make it do
 */
record Visitor(Optional<String> name, boolean mayRead, boolean byCookie) {
    boolean mayAct() {
        return name.isPresent();
    }
}
