package org.tiltmeter.views.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.tiltmeter.routing.RouterMediation.Comparison;
import org.tiltmeter.routing.RouterMediation.LayerPatched;
import org.tiltmeter.routing.RouterMediation.Patched;

/// A place that was patched and what that did.
///
/// @param layer absolute index of the one layer; empty for all expert layers together
/// @param patched what patching did
record PatchedPlace(OptionalInt layer, Patched patched) {

    /// All layers together first, then each alone; none where no pair could be patched.
    static List<PatchedPlace> of(Comparison comparison) {
        List<PatchedPlace> places = new ArrayList<>();
        Patched whole = comparison.whole();
        if (whole != null) {
            places.add(new PatchedPlace(OptionalInt.empty(), whole));
            for (LayerPatched one : comparison.layers()) {
                places.add(new PatchedPlace(OptionalInt.of(one.layer()), one.patched()));
            }
        }
        return places;
    }
}
