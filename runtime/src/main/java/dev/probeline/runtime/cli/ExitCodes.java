package dev.probeline.runtime.cli;

/** What a command tells the shell. */
public final class ExitCodes {
    public static final int OK = 0;

    /** It was asked properly and could not do it. */
    public static final int FAILED = 1;

    /** The command line or the configuration is wrong; trying again changes nothing. */
    public static final int USAGE = 2;

    private ExitCodes() {}
}
