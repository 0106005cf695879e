package io.spotmanager.clouds.wire;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Receives an answer up to a size limit, as fast as memory is free. */
final class CappedBody implements BodySubscriber<AnswerBody> {

    private final int most;
    private final boolean headIsEnough;
    private final AnswerMemory.Share memory;
    private final AnswerBody body = new AnswerBody();
    private final CompletableFuture<AnswerBody> whole = new CompletableFuture<>();
    private int allocated;
    private @Nullable Subscription subscription;

    /** @param headIsEnough true to cut off a larger answer; false to fail */
    CappedBody(int most, boolean headIsEnough, AnswerMemory.Share memory) {
        this.most = most;
        this.headIsEnough = headIsEnough;
        this.memory = memory;
    }

    @Override
    public CompletionStage<AnswerBody> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        given.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        if (whole.isDone()) {
            return;
        }
        int before = allocated;
        for (ByteBuffer buffer : buffers) {
            int room = most - body.length();
            boolean larger = buffer.remaining() > room;
            allocated += body.append(larger ? buffer.slice(buffer.position(), room) : buffer);
            if (larger) {
                end();
                return;
            }
        }
        int charged = Math.max(0, allocated - AnswerMemory.FREE) - Math.max(0, before - AnswerMemory.FREE);
        if (charged == 0) {
            more();
        } else {
            memory.take(charged, this::more);
        }
    }

    private void end() {
        if (headIsEnough) {
            whole.complete(body);
        } else {
            whole.completeExceptionally(WireFailure.TooLarge.than(most));
        }
        if (subscription != null) {
            subscription.cancel();
        }
    }

    private void more() {
        if (subscription != null) {
            subscription.request(1);
        }
    }

    @Override
    public void onError(Throwable cause) {
        whole.completeExceptionally(cause);
    }

    @Override
    public void onComplete() {
        whole.complete(body);
    }
}
