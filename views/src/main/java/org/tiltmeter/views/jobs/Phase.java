package org.tiltmeter.views.jobs;

/// Where a job is: IDLE → RUNNING → CANCELLING → IDLE. A job that waits for its turn is IDLE too.
public enum Phase {
    IDLE,
    RUNNING,
    CANCELLING
}
