package org.tiltmeter.session;

import java.util.Optional;

/// What can be undone and redone now.
///
/// @param undo what the next undo takes back, in words such as `document-saved Occupations`
/// @param redo what the next redo does again
public record UndoState(Optional<String> undo, Optional<String> redo) {}
