package io.spotmanager.gateway.problem;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;

/** Limits the size of a request body, also if the request has no Content-Length. */
final class SizeLimitedRequest extends HttpServletRequestWrapper {
    /** The body is larger than the limit. */
    static final class TooLongException extends IOException {
        TooLongException() {
            super("the body is too large");
        }
    }

    private final int most;

    SizeLimitedRequest(HttpServletRequest request, int most) {
        super(request);
        this.most = most;
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Counted(super.getInputStream(), most);
    }

    private static final class Counted extends ServletInputStream {
        private final ServletInputStream body;
        private int left;

        Counted(ServletInputStream body, int most) {
            this.body = body;
            this.left = most;
        }

        @Override
        public int read() throws IOException {
            var next = body.read();
            if (next >= 0) {
                count(1);
            }
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = body.read(buffer, offset, length);
            if (read > 0) {
                count(read);
            }
            return read;
        }

        private void count(int read) throws TooLongException {
            left -= read;
            if (left < 0) {
                throw new TooLongException();
            }
        }

        @Override
        public boolean isFinished() {
            return body.isFinished();
        }

        @Override
        public boolean isReady() {
            return body.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            body.setReadListener(listener);
        }
    }
}
