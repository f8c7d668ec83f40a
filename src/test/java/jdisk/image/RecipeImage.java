package jdisk.image;

import jdisk.testing.ImageRecipe;

/** Images in memory, built from a recipe. */
public final class RecipeImage {

    private RecipeImage() { }

    /** The image of a recipe's lines. */
    public static SparseMemoryImage of(String... lines) {
        return of(ImageRecipe.parse(String.join("\n", lines)));
    }

    /** The image of a recipe that has a name. */
    public static SparseMemoryImage named(String name) {
        return of(ImageRecipe.named(name));
    }

    public static SparseMemoryImage of(ImageRecipe recipe) {
        return new SparseMemoryImage(recipe.fileName(), recipe.size(), recipe.pieces());
    }
}
