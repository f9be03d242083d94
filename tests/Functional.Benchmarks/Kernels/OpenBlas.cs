using System.Runtime.InteropServices;

namespace Functional.Benchmarks.Kernels;

/// <summary>The products of OpenBLAS (Debian's libopenblas0-pthread), where it is installed.</summary>
internal static unsafe partial class OpenBlas
{
    private const string Library = "libopenblas.so.0";
    private const int RowMajor = 101, AsIs = 111, Transpose = 112;

    public static bool IsInstalled { get; } = NativeLibrary.TryLoad(Library, out _);

    /// <summary>The processor that its kernels were chosen for.</summary>
    public static string Core => Marshal.PtrToStringAnsi(openblas_get_corename()) ?? "?";

    public static void UseThreads(int count) => openblas_set_num_threads(count);

    public static void Product(Shapes s, float[] a, float[] b, float[] c)
    {
        fixed (float* pa = a, pb = b, pc = c)
            if (s.Columns == 1)
                Vector(pa, s.Left, s.Rows, s.Inner, pb, pc);
            else if (s.Rows == 1)
                Vector(pb, !s.Right, s.Columns, s.Inner, pa, pc);
            else
                cblas_sgemm(RowMajor, s.Left ? Transpose : AsIs, s.Right ? Transpose : AsIs, s.Rows, s.Columns, s.Inner, 1,
                    pa, s.Left ? s.Rows : s.Inner, pb, s.Right ? s.Inner : s.Columns, 0, pc, s.Columns);
    }

    public static void Product(Shapes s, double[] a, double[] b, double[] c)
    {
        fixed (double* pa = a, pb = b, pc = c)
            cblas_dgemm(RowMajor, s.Left ? Transpose : AsIs, s.Right ? Transpose : AsIs, s.Rows, s.Columns, s.Inner, 1,
                pa, s.Left ? s.Rows : s.Inner, pb, s.Right ? s.Inner : s.Columns, 0, pc, s.Columns);
    }

    /// <summary>c = M·x for M of [rows, inner], or transposed in memory.</summary>
    private static void Vector(float* matrix, bool transposed, int rows, int inner, float* x, float* c)
    {
        var (down, across) = transposed ? (inner, rows) : (rows, inner);
        cblas_sgemv(RowMajor, transposed ? Transpose : AsIs, down, across, 1, matrix, across, x, 1, 0, c, 1);
    }

    [LibraryImport(Library)]
    private static partial void openblas_set_num_threads(int count);

    [LibraryImport(Library)]
    private static partial nint openblas_get_corename();

    [LibraryImport(Library)]
    private static partial void cblas_sgemm(
        int order, int transA, int transB, int m, int n, int k, float alpha, float* a, int lda, float* b, int ldb, float beta, float* c, int ldc);

    [LibraryImport(Library)]
    private static partial void cblas_dgemm(
        int order, int transA, int transB, int m, int n, int k, double alpha, double* a, int lda, double* b, int ldb, double beta, double* c, int ldc);

    [LibraryImport(Library)]
    private static partial void cblas_sgemv(
        int order, int trans, int m, int n, float alpha, float* a, int lda, float* x, int incX, float beta, float* y, int incY);
}
