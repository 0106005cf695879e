package io.spotmanager.system.harness;

import java.util.ArrayList;
import java.util.List;

/** Settings of a part on its command line, {@code --name=value}. */
final class Settings {
    private Settings() {}

    /** A setting that is given twice would have both values, so a change takes the place of the usual one. */
    static List<String> withChanges(List<String> usual, List<String> changes) {
        var changed = changes.stream().map(Settings::name).toList();
        var all = new ArrayList<>(usual.stream()
                .filter(setting -> !changed.contains(name(setting)))
                .toList());
        all.addAll(changes);
        return all;
    }

    private static String name(String setting) {
        return setting.split("=", 2)[0];
    }
}
