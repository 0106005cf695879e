package io.spotmanager.gateway.media;

import io.spotmanager.gateway.problem.ProblemAnswer;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renders errors of Tomcat itself, such as an invalid request line, as problem details. */
final class ServerProblems extends ErrorReportValve {
    private static final Logger log = LoggerFactory.getLogger(ServerProblems.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable cause) {
        if (response.getStatus() < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            ProblemAnswer.write(request, response, ErrorAddress.problem(response.getStatus()));
            response.finishResponse();
        } catch (IOException e) {
            log.debug("the client is gone: {}", e.getMessage());
        }
    }
}
