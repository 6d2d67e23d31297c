package dev.probeline.dashboard.core;

import java.util.ArrayList;
import java.util.List;

/** The error types one series has shown, each with its place; what comes when all are taken is {@link #OTHER}. */
final class ErrorNames {
    static final String OTHER = "other";
    static final int COUNT = 8;

    private final List<String> names = new ArrayList<>();

    int place(String name) {
        int place = names.indexOf(name);
        if (place < 0 && names.size() < COUNT - 1 && !name.equals(OTHER)) {
            names.add(name);
            place = names.size() - 1;
        }
        return place < 0 ? COUNT - 1 : place;
    }

    String name(int place) {
        return place < names.size() ? names.get(place) : OTHER;
    }

    /** All places that have a name, and that of the others. */
    List<Integer> places() {
        List<Integer> places = new ArrayList<>();
        for (int place = 0; place < names.size(); place++) {
            places.add(place);
        }
        places.add(COUNT - 1);
        return places;
    }
}
