package dev.probeline.alerts.core.incident;

import java.util.Optional;

/**
 * One alert of an incident: how it stands, and as what people were last told of it.
 *
 * @param told empty where they were not
 * @param tried whether a request with it was made since: without an answer, or with one that a crash kept from the record,
 *     people may know of it all the same
 */
public record Member(Standing now, Optional<Standing> told, boolean tried) {
    static Member fresh(Standing now) {
        return new Member(now, Optional.empty(), false);
    }

    boolean over() {
        return now == Standing.RESOLVED;
    }

    boolean isNews() {
        return !told.equals(Optional.of(now));
    }

    /** Whether people know of it, or may. */
    boolean known() {
        return tried || told.isPresent();
    }

    boolean owesItsEnd() {
        return over() && isNews() && known();
    }

    Member tried(boolean shown) {
        return shown ? new Member(now, told, true) : this;
    }

    Member becomes(Standing standing) {
        return new Member(standing, told, tried);
    }

    Member toldAs(Standing standing) {
        return new Member(now, Optional.of(standing), false);
    }
}
