// Problems that the type checker does not see: cycles of imports, unused names, unreachable code.
import js from "@eslint/js";
import importPlugin from "eslint-plugin-import";
import globals from "globals";

const BOARD = "src/main/resources/static/assets/**/*.js";

export default [
  { ignores: ["target/", "node_modules/"] },
  js.configs.recommended,
  {
    files: ["**/*.js"],
    plugins: { import: importPlugin },
    languageOptions: { ecmaVersion: 2025, sourceType: "module" },
    settings: { "import/resolver": { node: { extensions: [".js"] } } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "no-unused-vars": ["error", { args: "after-used", caughtErrors: "all" }],
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "import/no-cycle": "error",
      "import/no-self-import": "error",
      "import/no-duplicates": "error",
      "import/export": "error",
      "import/first": "error",
    },
  },
  {
    files: [BOARD],
    languageOptions: { globals: globals.browser },
    rules: {
      "import/named": "error",
      "import/no-unresolved": "error",
      "import/no-extraneous-dependencies": "error",
      // What joins the modules takes a line that looks like a comment for one.
      "no-restricted-syntax": [
        "error",
        { selector: "TemplateElement[value.raw=/\\n/]", message: "A template literal has one line: join the lines of a text." },
      ],
    },
  },
  { files: ["src/main/resources/static/assets/boot.js"], languageOptions: { sourceType: "script" } },
  { files: ["src/board/**/*.js", "src/test/**/*.js", "*.js"], languageOptions: { globals: globals.node } },
];
