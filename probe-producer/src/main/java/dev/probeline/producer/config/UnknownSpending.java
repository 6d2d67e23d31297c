package dev.probeline.producer.config;

/** What to do with a budget as long as nobody can tell how much of it is used up. */
public enum UnknownSpending {
    /** Go on, counting what this instance spends from now on: blindness is worse than a bill. */
    PROBE,
    /** Make no probe that the budget bounds: a bill is worse than blindness. */
    WAIT
}
