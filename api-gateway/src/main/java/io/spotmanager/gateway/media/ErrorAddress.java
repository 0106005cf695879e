package io.spotmanager.gateway.media;

import io.spotmanager.gateway.problem.ProblemAnswer;
import io.spotmanager.gateway.problem.ProblemType;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** The error page of the server, for failures outside of an endpoint. A direct request to its address returns 404. */
@Controller
class ErrorAddress implements ErrorController {
    static final String PATH = "/error";
    private static final int INTERNAL = 500;

    @RequestMapping(PATH)
    void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var failed = request.getDispatcherType() == DispatcherType.ERROR;
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        ProblemAnswer.write(
                request,
                response,
                failed ? problem(status instanceof Integer code ? code : INTERNAL) : ProblemType.nothingHere());
    }

    static ProblemDetail problem(int status) {
        if (status == HttpServletResponse.SC_NOT_IMPLEMENTED) { // of the server alone, before it reads the body
            return ProblemType.INVALID_REQUEST.with(
                    "Nothing was done. The Transfer-Encoding is not supported: send chunked, or a Content-Length.");
        }
        if (status >= INTERNAL) {
            return ProblemType.UNEXPECTED.with(
                    "It is not known whether this request had an effect. Check /api/operations before you send it again. The gateway's log has the error.");
        }
        return ProblemType.ofStatus(status)
                .map(type ->
                        type.with("Nothing was done. The server refused the request with status %d.".formatted(status)))
                .orElseGet(() -> ProblemType.INVALID_REQUEST.with(
                        "Nothing was done. The request line or a header is invalid or too long."));
    }
}
