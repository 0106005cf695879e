package io.spotmanager.gateway.launch;

import io.spotmanager.domain.compute.HostTenants;
import io.spotmanager.domain.launch.RetireRequest;
import io.spotmanager.domain.pool.Check;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import org.springframework.stereotype.Component;

/** Asks whose a VM is and what its retirement would do now. */
@Component
class RetirePreviews {
    private final LaunchCatalogue launches;
    private final Questions clouds;

    RetirePreviews(LaunchCatalogue launches, Questions clouds) {
        this.launches = launches;
        this.clouds = clouds;
    }

    /** @param tenants of the host, from which the preview was made */
    record Looked(RetirePreview preview, HostTenants tenants) {}

    /** @throws io.spotmanager.gateway.problem.ProblemException if launches are off, or the clouds cannot be read */
    Looked look(RetireRequest retirement) {
        launches.requireNotOff();
        var asked = clouds.ask(new Question.Retirement(retirement));
        var answer = asked.found().orElseThrow(() -> LaunchPreviews.unavailable(asked.readProblem()));
        return new Looked(
                new RetirePreview(
                        answer.checks().stream().allMatch(Check::allows), answer.checks(), answer.steps(), null),
                answer.tenants());
    }
}
