package io.spotmanager.audit;

import java.util.ArrayList;
import java.util.List;

/** What a verification found: the first sentences, and how many there were in all, so that memory stays bounded. */
public final class Findings {
    private static final int KEPT = 1_000;

    private final List<String> sentences = new ArrayList<>();
    private long count;

    /** @param values put into the sentence as by {@link String#format} */
    void add(String sentence, Object... values) {
        count++;
        if (sentences.size() < KEPT) {
            sentences.add(sentence.formatted(values));
        }
    }

    public void add(String sentence) {
        add("%s", sentence);
    }

    public List<String> sentences() {
        return List.copyOf(sentences);
    }

    public long count() {
        return count;
    }
}
