package org.tiltmeter.views;

import java.util.function.Supplier;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/// One entry of the sidebar. The shell asks for the node when the feature is first shown, on the UI thread, and keeps
/// it; the node lives as long as the window.
///
/// @param id how code refers to it, such as `routing`
/// @param titleKey key of its name
/// @param icon its icon
/// @param content makes its view
public record Feature(String id, String titleKey, Ikon icon, Supplier<Node> content) {}
