import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Scanner;
import java.util.regex.Pattern;

/** Reads lines of `pattern text` in Base64 and answers 1 or 0 for each: whether the whole text matches. */
public class PatternCheck {
  public static void main(String[] arguments) {
    Base64.Decoder decoder = Base64.getDecoder();
    Scanner lines = new Scanner(System.in, StandardCharsets.UTF_8);
    StringBuilder answers = new StringBuilder();
    String last = null;
    Pattern whole = null;
    Pattern found = null;
    while (lines.hasNextLine()) {
      String[] parts = lines.nextLine().split(" ", -1);
      if (!parts[0].equals(last)) {
        last = parts[0];
        String pattern = new String(decoder.decode(parts[0]), StandardCharsets.UTF_8);
        whole = Pattern.compile(pattern);
        found = Pattern.compile(pattern.substring(0, pattern.length() - 1) + "\\z");
      }
      String text = new String(decoder.decode(parts[1]), StandardCharsets.UTF_8);
      boolean matches = whole.matcher(text).matches();
      if (matches != found.matcher(text).find()) throw new IllegalStateException("matches() and find() with \\z differ: " + last);
      answers.append(matches ? '1' : '0');
    }
    System.out.print(answers);
  }
}
