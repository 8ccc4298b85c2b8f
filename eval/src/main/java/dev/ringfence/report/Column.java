package dev.ringfence.report;

/**
 * What became of one text column.
 *
 * @param planted rows that have a canary there
 * @param without why the others have none, empty where there is no reason
 */
public record Column(String name, int rows, int planted, String without) {}
