package io.spotmanager.simulator.control;

import io.spotmanager.simulator.http.Call;
import java.util.List;
import java.util.Map;

/** The call log as it is shown: counts per method and route, and the latest calls, oldest first. */
record Calls(Map<String, Long> counts, List<Call> latest) {}
