package io.spotmanager.clouds.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The bytes of an answer, in the blocks in which they arrived: a single array would need the memory a second time.
 */
public final class ResponseBody {

    /** Parses the bytes. */
    public interface Parser<T> {
        T from(InputStream bytes) throws IOException;
    }

    /** Parsing can need several times the memory of the text, so larger answers are parsed one at a time. */
    private static final int PARSED_ALONE = 64 * 1024;

    private static final int FIRST_BLOCK = 8 * 1024;
    private static final int LARGEST_BLOCK = 64 * 1024;
    private static final ReentrantLock LARGE_ONES = new ReentrantLock();

    private final List<byte[]> blocks = new ArrayList<>();
    private int inLast;
    private int length;

    ResponseBody() {}

    /** A body of a copy of these bytes. */
    public static ResponseBody of(byte[] bytes) {
        ResponseBody body = new ResponseBody();
        body.append(bytes, bytes.length);
        return body;
    }

    /** Returns the number of bytes. */
    public int length() {
        return length;
    }

    /** Returns a new stream from the first byte. */
    public InputStream stream() {
        List<InputStream> streams = new ArrayList<>();
        for (int i = 0; i < blocks.size(); i++) {
            byte[] block = blocks.get(i);
            streams.add(new ByteArrayInputStream(block, 0, i == blocks.size() - 1 ? inLast : block.length));
        }
        return streams.size() == 1 ? streams.getFirst() : new SequenceInputStream(Collections.enumeration(streams));
    }

    /** Parses the body. If it is large, blocks while another large answer is parsed. */
    public <T> T read(Parser<T> reading) throws IOException {
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

    /** Returns at most that many of the first bytes. */
    byte[] head(int most) {
        try (InputStream bytes = stream()) {
            return bytes.readNBytes(most);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("an answer that is already here cannot be read", e);
        }
    }

    /** Appends the first bytes of the block and returns how much more memory that took, in bytes. */
    int append(byte[] bytes, int count) {
        int taken = 0;
        int from = 0;
        while (from < count) {
            if (blocks.isEmpty() || inLast == blocks.getLast().length) {
                int size = blocks.isEmpty() ? FIRST_BLOCK : Math.min(LARGEST_BLOCK, 2 * blocks.getLast().length);
                blocks.add(new byte[size]);
                inLast = 0;
                taken += size;
            }
            int some = Math.min(count - from, blocks.getLast().length - inLast);
            System.arraycopy(bytes, from, blocks.getLast(), inLast, some);
            inLast += some;
            length += some;
            from += some;
        }
        return taken;
    }
}
