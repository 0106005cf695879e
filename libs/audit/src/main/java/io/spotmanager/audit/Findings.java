package io.spotmanager.audit;

import java.util.ArrayList;
import java.util.List;

/** The findings of a verification: the first sentences and the number of all, so that memory stays bounded. */
public final class Findings {
    private static final int KEPT = 1_000;

    /** What was found so far, to continue with. */
    record State(List<String> sentences, long count) {
        static final State NONE = new State(List.of(), 0);
    }

    private final List<String> sentences;
    private long count;

    public Findings() {
        this(State.NONE);
    }

    Findings(State before) {
        this.sentences = new ArrayList<>(before.sentences());
        this.count = before.count();
    }

    State state() {
        return new State(sentences(), count);
    }

    /** @param values for the placeholders, see {@link String#format} */
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
