package io.spotmanager.simulator.fleet;

import java.util.ArrayList;
import java.util.List;

/** Splits a number by percentages without losing any of it. */
final class Shares {

    private Shares() {}

    static List<Integer> of(int total, List<Integer> percents) {
        List<Integer> parts = new ArrayList<>();
        int given = 0;
        int percentSoFar = 0;
        for (int percent : percents) {
            percentSoFar += percent;
            int upToHere = (total * percentSoFar + 50) / 100;
            parts.add(upToHere - given);
            given = upToHere;
        }
        return parts;
    }
}
