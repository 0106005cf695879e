package io.spotmanager.clouds.wire;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes of an answer. They stay in the blocks into which they were copied as they came: one array of them all would need the
 * same memory a second time, and the buffers of the connection can be much larger than what is in them.
 */
public final class AnswerBody {

    /** Reads something out of the bytes. */
    public interface Reading<T> {
        T from(InputStream bytes) throws IOException;
    }

    /** What is parsed can take several times the memory of its text, so large answers are parsed one after the other. */
    private static final int PARSED_ALONE = 64 * 1024;

    private static final int FIRST_BLOCK = 8 * 1024;
    private static final int LARGEST_BLOCK = 64 * 1024;
    private static final ReentrantLock LARGE_ONES = new ReentrantLock();

    private final List<byte[]> blocks = new ArrayList<>();
    private int inLast;
    private int length;

    AnswerBody() {}

    /** One of these bytes, which are copied. */
    public static AnswerBody of(byte[] bytes) {
        AnswerBody body = new AnswerBody();
        body.append(ByteBuffer.wrap(bytes));
        return body;
    }

    /** How many bytes there are. */
    public int length() {
        return length;
    }

    /** The bytes from the first one; any number of times. */
    public InputStream stream() {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            byte[] block = blocks.get(i);
            streams.add(new ByteArrayInputStream(block, 0, i == blocks.size() - 1 ? inLast : block.length));
        }
        return streams.size() == 1 ? streams.getFirst() : new SequenceInputStream(Collections.enumeration(streams));
    }

    /** Blocks while another large answer is being read, where this one is large. */
    public <T> T read(Reading<T> reading) throws IOException {
        if (length <= PARSED_ALONE) {
            return reading.from(stream());
        }
        LARGE_ONES.lock();
        try {
            return reading.from(stream());
        } finally {
            LARGE_ONES.unlock();
        }
    }

    /** The first bytes, at most that many. */
    byte[] head(int most) {
        try (InputStream bytes = stream()) {
            return bytes.readNBytes(most);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an answer that is already here cannot be read", e);
        }
    }

    /** Takes what is in the buffer and answers how much more memory that took. */
    int append(ByteBuffer bytes) {
        int taken = 0;
        while (bytes.hasRemaining()) {
            if (blocks.isEmpty() || inLast == blocks.getLast().length) {
                int size = blocks.isEmpty() ? FIRST_BLOCK : Math.min(LARGEST_BLOCK, 2 * blocks.getLast().length);
                blocks.add(new byte[size]);
                inLast = 0;
                taken += size;
            }
            int some = Math.min(bytes.remaining(), blocks.getLast().length - inLast);
            bytes.get(blocks.getLast(), inLast, some);
            inLast += some;
            length += some;
        }
        return taken;
    }
}
