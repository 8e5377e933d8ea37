/* What pdfium needs for the same: every character with its box, every path with its points.
 * Built and run by side_by_side.py against the library inside the pypdfium2 wheel, so that no
 * Python stands between. The few declarations are those of pdfium's public headers
 * (fpdfview.h, fpdf_text.h, fpdf_edit.h). Prints the counts; with a second argument, every character
 * and path as a line. */

#include <stdio.h>

typedef void *Handle;

extern void FPDF_InitLibrary(void);
extern Handle FPDF_LoadDocument(const char *path, const char *password);
extern void FPDF_CloseDocument(Handle document);
extern int FPDF_GetPageCount(Handle document);
extern Handle FPDF_LoadPage(Handle document, int index);
extern void FPDF_ClosePage(Handle page);
extern Handle FPDFText_LoadPage(Handle page);
extern void FPDFText_ClosePage(Handle text);
extern int FPDFText_CountChars(Handle text);
extern unsigned FPDFText_GetUnicode(Handle text, int index);
extern int FPDFText_GetCharBox(Handle text, int index, double *left, double *right, double *bottom, double *top);
extern double FPDFText_GetFontSize(Handle text, int index);
extern int FPDFPage_CountObjects(Handle page);
extern Handle FPDFPage_GetObject(Handle page, int index);
extern int FPDFPageObj_GetType(Handle object);
extern int FPDFPageObj_GetBounds(Handle object, float *left, float *bottom, float *right, float *top);
extern int FPDFPath_CountSegments(Handle path);
extern Handle FPDFPath_GetPathSegment(Handle path, int index);
extern int FPDFPathSegment_GetPoint(Handle segment, float *x, float *y);
extern int FPDFFormObj_CountObjects(Handle form);
extern Handle FPDFFormObj_GetObject(Handle form, unsigned long index);

enum { PATH = 2, FORM = 5 };

static long characters, points;
static int printed;

static void object(Handle of, int depth) {
  int type = FPDFPageObj_GetType(of);
  if (type == PATH) {
    float left, bottom, right, top, x, y;
    FPDFPageObj_GetBounds(of, &left, &bottom, &right, &top);
    if (printed) printf("path %.2f %.2f %.2f %.2f\n", left, bottom, right, top);
    for (int i = 0, n = FPDFPath_CountSegments(of); i < n; i++)
      points += FPDFPathSegment_GetPoint(FPDFPath_GetPathSegment(of, i), &x, &y);
  } else if (type == FORM && depth < 24) {
    for (int i = 0, n = FPDFFormObj_CountObjects(of); i < n; i++) object(FPDFFormObj_GetObject(of, i), depth + 1);
  }
}

static void page(Handle page) {
  Handle text = FPDFText_LoadPage(page);
  for (int i = 0, n = FPDFText_CountChars(text); i < n; i++) {
    double left, right, bottom, top;
    unsigned character = FPDFText_GetUnicode(text, i);
    double size = FPDFText_GetFontSize(text, i);
    characters += FPDFText_GetCharBox(text, i, &left, &right, &bottom, &top) && character;
    if (printed) printf("%x %.2f %.2f %.2f %.2f %.1f\n", character, left, bottom, right, top, size);
  }
  for (int i = 0, n = FPDFPage_CountObjects(page); i < n; i++) object(FPDFPage_GetObject(page, i), 0);
  FPDFText_ClosePage(text);
}

int main(int count, char **arguments) {
  printed = count > 2;
  FPDF_InitLibrary();
  Handle document = count > 1 ? FPDF_LoadDocument(arguments[1], NULL) : NULL;
  if (!document) return count > 1;
  for (int i = 0, n = FPDF_GetPageCount(document); i < n; i++) {
    Handle each = FPDF_LoadPage(document, i);
    page(each);
    FPDF_ClosePage(each);
  }
  FPDF_CloseDocument(document);
  printf("%ld characters, %ld points of paths\n", characters, points);
  return 0;
}
