package dev.probeline.producer.core;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's words what must not travel: API keys (also the starred form that errors echo), bearer
 * tokens, organisation and project ids, e-mail addresses, and the literals it is given, such as the key and the prompt.
 */
public final class Redaction {
    private static final int LONGEST_MESSAGE = 500;
    private static final int LONGEST_CODE = 64;
    /** Where the patterns stop looking: more than is kept, so that a cut never leaves half a secret. */
    private static final int LONGEST_INPUT = 4_000;

    private static final String MARK = "[redacted]";
    private static final Pattern SECRETS = Pattern.compile("(?i)\\bbearer\\s+[^\\s\"',;]+"
            + "|\\bsk-[A-Za-z0-9_*.\\-]+"
            + "|\\b(?:org|proj)[-_][A-Za-z0-9*]+"
            + "|\\b(?:user|acct|key)[-_][A-Za-z0-9*]{12,}"
            + "|\\beyJ[A-Za-z0-9_\\-]+\\.[A-Za-z0-9_\\-.]+"
            + "|[A-Za-z0-9._%+\\-]+@[A-Za-z0-9.\\-]+\\.[A-Za-z]{2,}"
            + "|[A-Za-z0-9*_\\-]{40,}");

    private final Literals literals;

    /** @param literals texts to take out wherever they occur; those under 4 characters are passed over */
    public Redaction(List<String> literals) {
        this.literals = new Literals(literals);
    }

    /** One line of at most 500 characters. */
    public String message(String text) {
        return bounded(clean(text), LONGEST_MESSAGE);
    }

    /** An error code of at most 64 characters. */
    public String code(String text) {
        return bounded(clean(text), LONGEST_CODE);
    }

    private String clean(String text) {
        String clean = literals.takeOut(Literals.plain(text), MARK);
        String looked = clean.length() <= LONGEST_INPUT ? clean : clean.substring(0, LONGEST_INPUT);
        return SECRETS.matcher(looked).replaceAll(MARK).strip();
    }

    private static String bounded(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
