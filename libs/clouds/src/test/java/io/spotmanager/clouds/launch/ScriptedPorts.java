package io.spotmanager.clouds.launch;

import io.spotmanager.domain.call.CloudResult;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Clouds that answer each read as arranged and write it down: the name of the method, and what it was asked for. */
final class ScriptedPorts {
    private final Map<String, CloudResult<?>> answers = new ConcurrentHashMap<>();
    private final Map<String, Runnable> events = new ConcurrentHashMap<>();
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    /** @param read with or without what it is asked for */
    ScriptedPorts finds(String read, Object value) {
        return answers(read, new CloudResult.Ok<>(value));
    }

    ScriptedPorts answers(String read, CloudResult<?> answer) {
        answers.put(read, answer);
        return this;
    }

    /** On the thread of every such read, before it answers. */
    ScriptedPorts meanwhile(String read, Runnable event) {
        events.put(read, event);
        return this;
    }

    List<String> asked() {
        return List.copyOf(asked);
    }

    <P> P port(Class<P> type) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (port, method, arguments) -> method.getReturnType() == List.class
                        ? InvocationHandler.invokeDefault(port, method)
                        : answer(method.getName(), arguments)));
    }

    private CloudResult<?> answer(String method, Object @Nullable [] arguments) {
        var read = arguments == null ? method : method + " " + arguments[0];
        asked.add(read);
        events.getOrDefault(method, () -> {}).run();
        return Objects.requireNonNull(answers.getOrDefault(read, answers.get(method)), read);
    }
}
