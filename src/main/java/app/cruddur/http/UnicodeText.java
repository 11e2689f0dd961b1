package app.cruddur.http;

/**
 * Rules for text that people read: which characters are invisible, and which are refused. Based on the JDK's general categories; what these
 * do not distinguish is listed by code point. Plain Java: the sign-up Lambda applies the same rules.
 *
 * @see <a href="https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point">UAX #44: Default_Ignorable_Code_Point</a>
 */
public final class UnicodeText {

    private UnicodeText() {}

    /** Whether the text is empty or has no visible character. */
    public static boolean isBlank(String text) {
        return text.codePoints().allMatch(UnicodeText::isInvisible);
    }

    /** Whether the text has a character that is refused. */
    public static boolean hasInvalidCharacters(String text) {
        return text.codePoints().anyMatch(UnicodeText::isInvalid);
    }

    /** White space, format characters, and the default ignorable characters and blank symbols of other categories. */
    private static boolean isInvisible(int c) {
        switch (Character.getType(c)) {
            case Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR:
                return true;
            case Character.CONTROL:
                return Character.isWhitespace(c);
            case Character.FORMAT:
                return !isVisibleFormat(c);
            default:
                return isBlankSymbol(c);
        }
    }

    /** The Arabic, Syriac and Kaithi number signs, and interlinear annotation. */
    private static boolean isVisibleFormat(int c) {
        return c >= 0x0600 && c <= 0x0605
                || c == 0x06DD
                || c == 0x070F
                || c == 0x0890
                || c == 0x0891
                || c == 0x08E2
                || c >= 0xFFF9 && c <= 0xFFFB
                || c == 0x110BD
                || c == 0x110CD;
    }

    private static boolean isBlankSymbol(int c) {
        return c == 0x034F // combining grapheme joiner
                || c == 0x115F // Hangul fillers
                || c == 0x1160
                || c == 0x3164
                || c == 0xFFA0
                || c == 0x17B4 // Khmer inherent vowels
                || c == 0x17B5
                || c >= 0x180B && c <= 0x180F // Mongolian variation selectors
                || c == 0x2065
                || c == 0x2800 // Braille pattern blank
                || c >= 0xFE00 && c <= 0xFE0F // variation selectors
                || c >= 0xFFF0 && c <= 0xFFF8
                || c >= 0xE0000 && c <= 0xE0FFF; // tags, more variation selectors
    }

    /**
     * Control characters but for tab and line ends, lone surrogates (not valid UTF-8), noncharacters (not valid in XML), and bidirectional
     * embeddings and overrides, which can show text in another order than it has. Isolates and marks of direction are allowed.
     */
    private static boolean isInvalid(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c != '\t' && c != '\n' && c != '\r';
            case Character.SURROGATE -> true;
            case Character.FORMAT -> c >= 0x202A && c <= 0x202E;
            default -> (c & 0xFFFE) == 0xFFFE || c >= 0xFDD0 && c <= 0xFDEF;
        };
    }
}
