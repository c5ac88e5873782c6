// The few curses calls that the desk makes, as plain functions: macros, global variables and variadic functions do not
// cross into Swift.
#ifndef HOUZHEN_CCURSES_H
#define HOUZHEN_CCURSES_H

#define NCURSES_WIDECHAR 1
#define _XOPEN_SOURCE_EXTENDED 1
#include <langinfo.h>
#include <locale.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// What hz_read answers besides a character (0) and nothing (-1).
enum { HZ_NOTHING = -1, HZ_CHARACTER = 0, HZ_KEY = 1, HZ_RESIZED = 2 };

// Keys without a character.
enum {
    HZ_UP = 1, HZ_DOWN, HZ_LEFT, HZ_RIGHT, HZ_PAGE_UP, HZ_PAGE_DOWN, HZ_HOME, HZ_END, HZ_BACKSPACE, HZ_DELETE,
    HZ_ENTER, HZ_BACK_TAB, HZ_FUNCTION = 100
};

// Chooses a UTF-8 locale; 0 when the machine has none.
static inline int hz_locale(void) {
    if (setlocale(LC_ALL, "") && strcmp(nl_langinfo(CODESET), "UTF-8") == 0) return 1;
    return setlocale(LC_CTYPE, "C.UTF-8") != NULL || setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

// How many columns the terminal moves for the UTF-8 text; -1 when it does not answer in time.
// Asks by drawing the text on the current line and wiping it; to be called before hz_start.
static inline int hz_measure(const char *text) {
    struct termios saved, plain;
    if (tcgetattr(STDIN_FILENO, &saved) != 0) return -1;
    plain = saved;
    plain.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    if (tcsetattr(STDIN_FILENO, TCSANOW, &plain) != 0) return -1;
    dprintf(STDOUT_FILENO, "\r%s\033[6n", text);
    int column = -1, number = 0;
    struct pollfd ready = {.fd = STDIN_FILENO, .events = POLLIN, .revents = 0};
    char byte = 0;
    // The answer is ESC [ row ; column R.
    while (poll(&ready, 1, 300) > 0 && read(STDIN_FILENO, &byte, 1) == 1) {
        if (byte >= '0' && byte <= '9') number = number * 10 + (byte - '0');
        if (byte == ';') number = 0;
        if (byte == 'R') { column = number - 1; break; }
    }
    dprintf(STDOUT_FILENO, "\r\033[K");
    tcsetattr(STDIN_FILENO, TCSANOW, &saved);
    return column;
}

// Takes the terminal over; 0 when it cannot be driven (no TERM, no terminal).
static inline int hz_start(void) {
    SCREEN *screen = newterm(NULL, stdout, stdin);
    if (screen == NULL) return 0;
    set_term(screen);
    raw();
    noecho();
    nonl();
    keypad(stdscr, TRUE);
    set_escdelay(25);
    curs_set(0);
    if (has_colors()) {
        start_color();
        use_default_colors();
        init_pair(1, COLOR_RED, -1);
    }
    return 1;
}

// Gives the terminal back.
static inline void hz_end(void) { endwin(); }

static inline int hz_width(void) { return getmaxx(stdscr); }
static inline int hz_height(void) { return getmaxy(stdscr); }
static inline void hz_clear(void) { erase(); }
static inline void hz_repaint(void) { clearok(stdscr, TRUE); }
static inline void hz_show(void) { refresh(); }
static inline void hz_move(int row, int column) { move(row, column); }

// Draws UTF-8 text where the last one ended.
static inline void hz_put(const char *text, int reversed, int bold, int red) {
    attr_t look = A_NORMAL;
    if (reversed) look |= A_REVERSE;
    if (bold) look |= A_BOLD;
    wattr_set(stdscr, look, (short)(red && has_colors() ? 1 : 0), NULL);
    waddnstr(stdscr, text, -1);
    wattr_set(stdscr, A_NORMAL, 0, NULL);
}

// Waits so many milliseconds for a key. `code` becomes the character, or the key.
static inline int hz_read(int milliseconds, int *code) {
    wint_t got = 0;
    wtimeout(stdscr, milliseconds);
    int kind = wget_wch(stdscr, &got);
    if (kind == ERR) return HZ_NOTHING;
    *code = (int)got;
    if (kind == OK) return HZ_CHARACTER;
    switch (got) {
    case KEY_RESIZE: return HZ_RESIZED;
    case KEY_UP: *code = HZ_UP; break;
    case KEY_DOWN: *code = HZ_DOWN; break;
    case KEY_LEFT: *code = HZ_LEFT; break;
    case KEY_RIGHT: *code = HZ_RIGHT; break;
    case KEY_PPAGE: *code = HZ_PAGE_UP; break;
    case KEY_NPAGE: *code = HZ_PAGE_DOWN; break;
    case KEY_HOME: *code = HZ_HOME; break;
    case KEY_END: *code = HZ_END; break;
    case KEY_BACKSPACE: *code = HZ_BACKSPACE; break;
    case KEY_DC: *code = HZ_DELETE; break;
    case KEY_ENTER: *code = HZ_ENTER; break;
    case KEY_BTAB: *code = HZ_BACK_TAB; break;
    default:
        if (got < KEY_F(1) || got > KEY_F(12)) return HZ_NOTHING;
        *code = HZ_FUNCTION + (int)(got - KEY_F(0));
    }
    return HZ_KEY;
}

#endif
