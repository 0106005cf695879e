package io.spotmanager.gateway.approvals;

import io.spotmanager.gateway.problem.ProblemException;
import io.spotmanager.gateway.problem.ProblemType;
import io.spotmanager.gateway.security.UserSettings;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Which names stand for one person each. Nobody knows who stands behind a shared user; only in the demo that does not matter. */
@Component
class Persons {
    private final UserSettings shared;
    private final boolean demo;

    Persons(UserSettings shared, @Value("${spot.demo:false}") boolean demo) {
        this.shared = shared;
        this.demo = demo;
    }

    /**
     * @param why what the person is needed for, as a sentence
     * @throws ProblemException for a shared user
     */
    void requireOne(String name, String why) {
        if (!demo && shared.users().containsKey(name)) {
            throw ProblemType.SHARED_USER.because(
                    "Nothing was done. %s %s is a shared user of the settings, and nobody knows which person that is: log in with a name of your own."
                            .formatted(why, name));
        }
    }
}
