package org.tiltmeter.views.figures;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.tiltmeter.figure.Drawing;
import org.tiltmeter.figure.Figure;
import org.tiltmeter.figure.FigureExport;
import org.tiltmeter.figure.FigureTable;
import org.tiltmeter.figure.Theme;
import org.tiltmeter.report.FigurePdf;
import org.tiltmeter.table.CsvExport;
import org.tiltmeter.views.Icons;
import org.tiltmeter.views.Texts;

/// What can be done with a figure: save it as picture, drawing or numbers, copy it. UI thread.
public final class FigureMenu {

    private static final int[] PICTURE_SCALES = {1, 2, 3, 4};
    private static final double COPY_SCALE = 2;

    private final Supplier<@Nullable Figure> figure;
    private final Supplier<String> fileName;
    private final Supplier<String> reading;
    private final FileSaver saver;
    private final Node owner;

    /// @param figure makes the figure when it is wanted, or null where there is none
    /// @param fileName suggested name of files, without extension
    /// @param reading the value last pointed at, in words
    /// @param saver where files go
    /// @param owner in whose window is asked
    public FigureMenu(
            Supplier<@Nullable Figure> figure,
            Supplier<String> fileName,
            Supplier<String> reading,
            FileSaver saver,
            Node owner) {
        this.figure = figure;
        this.fileName = fileName;
        this.reading = reading;
        this.saver = saver;
        this.owner = owner;
    }

    /// New menu items, for a button or a context menu.
    public MenuItem[] items() {
        Menu pictures = new Menu(Texts.get("figures.savePicture"));
        for (int scale : PICTURE_SCALES) {
            pictures.getItems().add(item(Texts.get("figures.pictureScale", scale), shown -> save("png", shown, scale)));
        }
        MenuItem copyValue = new MenuItem(Texts.get("figures.copyValue"));
        copyValue.setOnAction(event -> copy(reading.get()));
        List<MenuItem> items = new ArrayList<>();
        saver.pinning().ifPresent(pinning -> {
            items.add(item(Texts.get("figures.pin"), pinning));
            items.add(new SeparatorMenuItem());
        });
        items.addAll(List.of(
                pictures,
                item(Texts.get("figures.saveDrawing"), shown -> save("svg", shown, 1)),
                item(Texts.get("figures.savePage"), shown -> save("pdf", shown, 1)),
                item(Texts.get("figures.saveNumbers"), shown -> save("csv", shown, 1)),
                new SeparatorMenuItem(),
                item(Texts.get("figures.copyPicture"), FigureMenu::copyPicture),
                item(Texts.get("figures.copyNumbers"), shown -> copy(CsvExport.tabSeparated(FigureTable.of(shown)))),
                copyValue));
        return items.toArray(MenuItem[]::new);
    }

    /// Fills the button beside a drawing, and opens on the drawing as well.
    public void fill(MenuButton button, Node drawing) {
        Icons.set(button, Feather.MORE_HORIZONTAL, Texts.get("figures.menu"));
        button.getItems().setAll(items());
        openAt(drawing);
    }

    /// Opens on a right click on a drawing, or by the keyboard where the drawing has it.
    private void openAt(Node drawing) {
        ContextMenu context = new ContextMenu(items());
        drawing.setOnContextMenuRequested(event -> {
            context.show(drawing, event.getScreenX(), event.getScreenY());
            event.consume();
        });
    }

    private MenuItem item(String words, Consumer<Figure> action) {
        MenuItem item = new MenuItem(words);
        item.setOnAction(event -> {
            Figure shown = figure.get();
            if (shown != null) {
                action.accept(shown);
            }
        });
        return item;
    }

    private void save(String extension, Figure shown, int scale) {
        FileSaver.Writing writing =
                switch (extension) {
                    case "png" -> file -> FigureExport.writePng(shown, scale, file);
                    case "svg" -> file -> FigureExport.writeSvg(shown, file);
                    case "pdf" -> file -> FigurePdf.write(shown, file);
                    default -> file -> CsvExport.write(FigureTable.of(shown), file);
                };
        saver.save(owner.getScene() == null ? null : owner.getScene().getWindow(), fileName.get(), extension, writing);
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private static void copyPicture(Figure shown) {
        double height = Drawing.suggestedHeight(shown, FigureExport.WIDTH);
        BufferedImage image = FigureExport.image(shown, FigureExport.WIDTH, height, COPY_SCALE, Theme.LIGHT);
        ClipboardContent content = new ClipboardContent();
        content.putImage(ScreenImages.of(image));
        Clipboard.getSystemClipboard().setContent(content);
    }
}
