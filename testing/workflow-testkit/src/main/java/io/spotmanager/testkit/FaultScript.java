package io.spotmanager.testkit;

import io.spotmanager.domain.call.CloudResult;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which of a cloud's answers go wrong, what others do meanwhile, and what was asked for.
 *
 * @param <C> what may be asked for
 */
public final class FaultScript<C extends Enum<C>> {
    private final List<String> transcript = new ArrayList<>();
    private final Map<C, Deque<FaultType>> next = new HashMap<>();
    private final Map<C, FaultType> always = new HashMap<>();
    private final Map<C, Deque<Runnable>> meanwhile = new HashMap<>();

    /** The next such call goes wrong like this; several are taken in turn. */
    public void next(C call, FaultType... mishaps) {
        next.computeIfAbsent(call, _ -> new ArrayDeque<>()).addAll(List.of(mishaps));
    }

    /** Every such call goes wrong like this until {@link #recover}. */
    public void always(C call, FaultType mishap) {
        always.put(call, mishap);
    }

    public void recover() {
        always.clear();
        next.clear();
    }

    /** Right after the next such call has been carried out, and before its answer arrives, this happens. */
    public void meanwhile(C call, Runnable event) {
        meanwhile.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(event);
    }

    /** Everything in order: calls, and whatever else a test notes. */
    public List<String> transcript() {
        return transcript;
    }

    /** @param work what the cloud does and answers where nothing goes wrong */
    public <T> CloudResult<T> answer(C call, String line, Supplier<CloudResult<T>> work) {
        transcript.add(line);
        var mishap = Optional.ofNullable(
                        next.getOrDefault(call, new ArrayDeque<>()).poll())
                .or(() -> Optional.ofNullable(always.get(call)));
        var answer = mishap.filter(each -> !each.done())
                .<CloudResult<T>>map(FaultType::answer)
                .orElseGet(work);
        var event = meanwhile.getOrDefault(call, new ArrayDeque<>()).poll();
        if (event != null) {
            event.run();
        }
        return mishap.<CloudResult<T>>map(FaultType::answer).orElse(answer);
    }
}
