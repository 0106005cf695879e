package io.spotmanager.simulator.fleet;

/**
 * A customer's project.
 *
 * @param number counts from 1 and gives the project's network its second octet
 */
public record Project(String id, String name, int number) {}
