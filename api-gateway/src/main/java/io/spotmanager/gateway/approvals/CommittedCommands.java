package io.spotmanager.gateway.approvals;

import java.util.Collection;

/** The commands that somebody has committed with a plan and that have not begun yet. They count as begun where commands are counted. */
public interface CommittedCommands {
    /** @param names of a person, and of the tokens that the person made */
    long waiting(Collection<String> names);
}
