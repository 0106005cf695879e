package io.spotmanager.launch.retire;

import io.spotmanager.domain.launch.AdoptedVms;
import io.spotmanager.launch.settings.LaunchTimeouts;
import io.spotmanager.launch.vm.LaunchParts.Vendors;
import java.time.InstantSource;

/** Whom a retirement talks to, and how long it waits. */
public record RetireParts(Vendors vendors, AdoptedVms adopted, LaunchTimeouts timeouts, InstantSource clock) {}
