package io.spotmanager.domain.pool;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Recognises a GPU type in a free text: the name of a host or contract, or a tag. */
public final class GpuTypes {
    /** Recognises no type, for what does not ask for one. */
    static final GpuTypes NONE = new GpuTypes(Map.of());

    private static final String BEFORE = "(?:(?<![A-Z0-9])|(?<=[0-9]X))";
    private static final String BEHIND = "(?=$|[^A-Z0-9]|X[0-9])";

    private final Map<String, Set<String>> words;
    private final List<Word> all;

    private record Word(String type, Pattern pattern) {
        static Word of(String type, String word) {
            return new Word(type, Pattern.compile(BEFORE + Pattern.quote(word.toUpperCase(Locale.ROOT)) + BEHIND));
        }
    }

    private record Found(String type, int start, int end) {
        int length() {
            return end - start;
        }

        boolean covers(Found other) {
            return start <= other.start && other.end <= end;
        }
    }

    /** @param words for each type, its synonyms; the type's own name is always recognised */
    public GpuTypes(Map<String, Set<String>> words) {
        this.words = Map.copyOf(words);
        this.all = words.entrySet().stream()
                .flatMap(type -> Stream.concat(Stream.of(type.getKey()), type.getValue().stream())
                        .map(word -> Word.of(type.getKey(), word)))
                .toList();
    }

    /** Returns these types and the given ones. */
    public GpuTypes and(Collection<String> types) {
        if (words.keySet().containsAll(types)) {
            return this;
        }
        var more = new TreeMap<>(words);
        types.forEach(type -> more.putIfAbsent(type, Set.of()));
        return new GpuTypes(more);
    }

    /** Returns the type that the text names; empty if it names none or several. */
    public Optional<String> in(String text) {
        var upper = text.toUpperCase(Locale.ROOT);
        List<Found> kept = new ArrayList<>();
        all.stream()
                .flatMap(word -> word.pattern()
                        .matcher(upper)
                        .results()
                        .map(match -> new Found(word.type(), match.start(), match.end())))
                .sorted(Comparator.comparing(Found::length).reversed())
                // A6000 within RTX-A6000 is not a second type.
                .filter(found -> kept.stream().noneMatch(longer -> longer.covers(found)))
                .forEach(kept::add);
        var types = kept.stream().map(Found::type).distinct().toList();
        return types.size() == 1 ? Optional.of(types.getFirst()) : Optional.empty();
    }
}
