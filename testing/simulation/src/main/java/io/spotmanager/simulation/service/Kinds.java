package io.spotmanager.simulation.service;

/**
 * Which workers an installation has: those that move hosts, place, withdraw, drain them, launch VMs, retire them, retire them and move their
 * hosts, take over those of others, or attach firewalls.
 */
public record Kinds(
        boolean moves,
        boolean placements,
        boolean withdrawals,
        boolean drains,
        boolean launches,
        boolean retirements,
        boolean movingRetirements,
        boolean adoptions,
        boolean firewalls) {}
