using System.Runtime.InteropServices;

namespace Drr.Agent.Data;

/// <summary>One rating, with dense ids.</summary>
/// <param name="User">Dense user id, 0-based.</param>
/// <param name="Item">Dense item id, 0-based.</param>
/// <param name="Value">Stars, on the data set's scale.</param>
/// <param name="Time">Seconds since 1970-01-01 UTC.</param>
[StructLayout(LayoutKind.Sequential, Pack = 4)] // 20 bytes, not 24: there are millions
public readonly record struct Rating(int User, int Item, float Value, long Time);
