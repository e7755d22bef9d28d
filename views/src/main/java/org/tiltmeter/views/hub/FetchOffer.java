package org.tiltmeter.views.hub;

import org.tiltmeter.hub.FetchPlan;
import org.tiltmeter.hub.FetchTarget;

/// What would be fetched, and where to.
///
/// @param plan the files
/// @param target the folder
/// @param familyKnown whether this program opens models of the family that the hub tells; true where it tells none
public record FetchOffer(FetchPlan plan, FetchTarget target, boolean familyKnown) {}
