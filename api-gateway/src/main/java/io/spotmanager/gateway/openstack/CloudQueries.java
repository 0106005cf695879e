package io.spotmanager.gateway.openstack;

import io.spotmanager.domain.call.CloudResult;
import io.spotmanager.domain.vm.Network;
import io.spotmanager.domain.vm.NovaServer;
import io.spotmanager.gateway.problem.FieldProblem;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.questions.Question;
import io.spotmanager.questions.Questions;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/** Asks for servers and networks, and turns what is missing, several or unreadable into a problem. */
@Component
class CloudQueries {
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Questions cloud;

    CloudQueries(Questions cloud) {
        this.cloud = cloud;
    }

    List<NovaServer> serversByName(String name) {
        return some(read(cloud.ask(new Question.ServersNamed(name))), "server", name);
    }

    List<NovaServer> serversById(String id) {
        return some(read(cloud.ask(new Question.ServerWithId(id))), "server", id);
    }

    List<Network> networks(String nameOrId) {
        return some(read(cloud.ask(new Question.Networks(nameOrId))), "network", nameOrId);
    }

    NovaServer oneServer(String nameOrId) {
        return one(
                UUID.matcher(nameOrId).matches() ? serversById(nameOrId) : serversByName(nameOrId), "server", nameOrId);
    }

    Network oneNetwork(String nameOrId) {
        return one(networks(nameOrId), "network", nameOrId);
    }

    private static <T> List<T> some(List<T> found, String what, String name) {
        if (found.isEmpty()) {
            throw ProblemType.NOT_FOUND.because(
                    "There is no %s %s. Names are case-sensitive; check the spelling.".formatted(what, name));
        }
        return found;
    }

    private static <T> T one(List<T> found, String what, String name) {
        if (found.size() > 1) {
            throw FieldProblem.refusal(
                    what, "is '%s', and there are %d of that name: send the id of one".formatted(name, found.size()));
        }
        return found.getFirst();
    }

    private static <T> T read(CloudResult<T> answer) {
        return answer.found()
                .orElseThrow(() -> ProblemType.CLOUD_UNAVAILABLE.because(
                        "OpenStack could not be read (%s). Nothing was done; try again later."
                                .formatted(answer.readProblem())));
    }
}
