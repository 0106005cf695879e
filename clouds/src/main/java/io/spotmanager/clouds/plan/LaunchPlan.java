package io.spotmanager.clouds.plan;

/** What a launch will ask for. */
public record LaunchPlan(Region region, String flavor) {}
