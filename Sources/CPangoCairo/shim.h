#include <cairo/cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Cast macros that Swift does not import. */
static inline void houzhen_object_unref(void *object) { g_object_unref(object); }
static inline void houzhen_font_map_use(PangoFontMap *map, FcConfig *config) {
    pango_fc_font_map_set_config((PangoFcFontMap *)map, config);
}

/* Pango marks a glyph that no font has with a flag, and keeps the character in the other bits. */
static inline int houzhen_is_unknown_glyph(PangoGlyph glyph) { return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0; }
static inline uint32_t houzhen_unknown_character(PangoGlyph glyph) { return glyph & ~PANGO_GLYPH_UNKNOWN_FLAG; }

/* An empty file that only this process has (memfd_create, close-on-exec), for what must be a file; below 0 when there is none. */
static inline int houzhen_file_in_memory(void) { return (int)syscall(SYS_memfd_create, "houzhen", 1U); }
