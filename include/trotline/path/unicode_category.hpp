// SPDX-License-Identifier: BSL-1.0
#ifndef TROTLINE_PATH_UNICODE_CATEGORY_HPP
#define TROTLINE_PATH_UNICODE_CATEGORY_HPP

#include <trotline/core/abi.hpp>

#include <cstddef>
#include <cstdint>
#include <iterator>
#include <string_view>

// The general category of every Unicode 14.0.0 character, for `\p{Lu}` in patterns.
namespace trotline::inline TROTLINE_ABI::path {

namespace detail {

// Runs of characters of one category, from U+0000 on. A letter is the category (in the order of
// regexp_item::category_names; the last one is for surrogates). If a run has more than one
// character, their number follows in digits from `#` (0) to `>` (27).
inline constexpr std::string_view category_runs =
    "z$'sr&wr&norvrmr%i-r%v&r%a=nroxlxb=nvovz$(srw'yrxyepvAyxyvk%xbr%xkeqk&ra:va*b;vb+abababababab"
    "abababababababababababababababababababababab%abababababababab%abababababababababababababababa"
    "babababababababa%babab&a%baba%ba&b%a'ba%ba&b&a%ba%bababa%bab%aba%ba&baba%b%eab&e'acbacbacbaba"
    "babababababab%ababababababababab%acbaba&babababababababababababababababababababababababababab"
    "ababab*a%ba%b%aba'babababab%0eb>d5x'd/x1d(x*dxdx4f'#ababdxabC%db&raC'x%ara&CaCa%ba4Ca,b$*ab%a"
    "&b&abababababababababababab(abvaba%b%a$:b$7abababababababababababababababababyf(h%abababababa"
    "babababababababababababababababababababababa%babababababab%ababababababababababababababababab"
    "abababababababababababababababababababababababababababababababCa$-C%dr)b$0rmC%y%wCf$4mfrf%rf%"
    "rfC+e>C'e'r%C.A)v&r%wr%y%f.rAr&e$'de-f8i-r'e%fe&2ref*Ayf)d%f%yf'e%i-e&y%er1CAefe$%f>C%e&(f.eC"
    "1i-e$(f,d%yr&dC%fw%e9f'df,df&df(C%r2Ce<f&C%rCe.C(e;xe)CA%C)f+e$0df;Af$'ge$=fgfeg&f+g'fg%ef*e-"
    "f%r%i-rde2fg%Ce+C%e%C%e9Ce*CeC&e'C%feg&f'C%g%C%g%feC+gC'e%Ce&f%C%i-e%w%k)ywerfC%f%gCe)C'e%C%e"
    "9Ce*Ce%Ce%Ce%C%fCg&f%C'f%C%f&C&fC*e'CeC*i-f%e&frC-f%gCe,Ce&Ce9Ce*Ce%Ce(C%feg&f(Cf%gCg%fC%eC2e"
    "%f%C%i-rwC*ef)Cfg%Ce+C%e%C%e9Ce*Ce%Ce(C%fegfgf'C%g%C%g%fC*f%gC'e%Ce&f%C%i-yek)C-feCe)C&e&Ce'C"
    "&e%CeCe%C&e%C&e&C&e/C'g%fg%C&g&Cg&fC%eC)gC1i-k&y)wyC(fg&fe+Ce&Ce:Ce3C%fef&g'Cf&Cf'C*f%Ce&C%eC"
    "%e%f%C%i-C*rk*yefg%re+Ce&Ce:Ce-Ce(C%fegfg(Cfg%Cg%f%C*g%C)e%Ce%f%C%i-Ce%C0f%g%e,Ce&Ce$0f%eg&f'"
    "Cg&Cg&feyC'e&gk*e&f%C%i-k,ye)Cfg%Ce5C&e;Ce,CeC%e*C&fC'g&f&CfCg+C)i-C%g%rC/e$7fe%f*C'we)df+ri-"
    "r%C$,e%CeCe(Ce;CeCe-fe%f,eC%e(CdCf)C%i-C%e'C$'ey&r2yry&f%y)i-k-yfyfyfnonog%e+Ce$+C'f1gf(rf%e("
    "f.Cf$+Cy+fy)Cy%r(y'r%C$,e$2g%f'gf)gf%g%f%ei-r)e)g%f%e'f&eg&e%g*e&f'e0fg%f%g)fegi-g&fy%a$-CaC("
    "aC%b$2rdb&e.8Ce'C%e*CeCe'C%e$0Ce'C%e$(Ce'C%e*CeCe'C%e2Ce%$Ce'C%e%.C%f&r,k7C&e3y-C)a&%C%b)C%me"
    "9'yre4se=noC&e%6r&j&e+C*e5f&gC,e6f%gr%C,e5f%C/e0Ce&Cf%C/e$;f%gf*g+fg%f.r&dr&wefC%i-C)k-C)r)mr"
    "'f&Afi-C)e$*de$<C*e(f%e$)feC(e%1C-e$&Cf&g'f%g&C'g%fg)f&C'yC&r%i-e$%C%e(C.e$3C'e=C)i-kC&y$)e:f"
    "%g%fC%r%e$<gfgf*Cfgfg%f+g)f-C%fi-C)i-C)r*dr)C%f1hf3C$8f'ge$6fgf(gfg(fg%e+C&i-r*y-f,y,r%Cf%ge$"
    "%gf'g%f%gf&e%i-e$3fgf%g&fgf&g%C+r'e$+g+f+g%f%C&r(i-C&e&i-e$%d)r%b,C*a$2C%a&r+C+f&rf0gf*e'fe)f"
    "e%gf%eC(b$3d%*b0db$)d$,f%+abababababababababababababababababababababababababababababababababa"
    "bababababababababababababababababababababababababababababababababababababababababab,ababababa"
    "babababababababababababababababababababababababababababababababababababababababababababab,a+b"
    ")C%a)C%b+a+b+a+b)C%a)C%b+CaCaCaCab+a+b1C%b+c+b+c+b+c+b(Cb%a'cxbx&b&Cb%a'cx&b'C%b%a'Cx&b+a(x&C"
    "%b&Cb%a'cx%Cs.A(m)r%pqnp%qnpr+tuA(sr,pqr'l%r&vnor.vrlr-sA(CA-kdC%k)v&nodk-v&noCd0C&w$(C2f0h'f"
    "h&f/C2y%ay'ay%ba&b%a&byay%va(y)ayayaya'yba'be'by%b%a%v(ab'yvy%byk3j$*abj'ky%C'v(y(v%y'vy%vy%v"
    "y*vy$&v%y%vyvy$&v,3y+nonoy7v%y*noy%<vy$%v<y$/v)y%0C<y.C8k%'y%9k9y)2vy,vy$=v+y&>vy+;nonononono"
    "nonok$%y$3v(nov$&nononononov3y,'v'6nononononononononononov%*nonov$'nov,)y$7v8y%v)y$.C%y$'Cy&8"
    "a$7b$7aba&b%abababa'bab%ab)d%a&bababababababababababababababababababababababababababababababa"
    "babababababababababababababababababab%y)ababf&abC(r'kr%b$-CbC(bC%e%#C*drC1fe:C,e*Ce*Ce*Ce*Ce*"
    "Ce*Ce*Ce*Cf$'r%pqpqr&pqrpqr,mr%mrpqr%pqnonononor(dr-m%r'mrnr0y%r&nonononomC$)y=Cy&(C/y*5C=y/C"
    "'sr&ydejnononononoy%nonononomno%yj,f'g%md(y%j&dery%Ce&%C%f%x%d%eme&)rd&eC(e$2Ce&-Cy%k'y-e$'y$"
    "+C/e3y$&Ck-y$%k+yk2y$'k-y$.k2y./e+./y%+e=90de$/:C&y$>C,e$/d)r%e,3dr&e3i-e%C7ababababababababa"
    "bababababababababababababababefh&rf-rdababababababababababababababd%f%e%1j-f%r)C+x:d,x%ababab"
    "abababab&abababababababababababababababababababababababababababababababdb+ababa%bababababdx%a"
    "babeabab&ababababababababababa(ba(babababababababa'babC(abCbCbababC;d&abed%be*fe&fe'fe:g%f%gy"
    "'fC&k)y%wyC)e$;r'C+g%e$9g3f%C+r%i-C)f5e)r&ere%fi-e$#f+r%e:f.g%C.re$$C&f&ge$6fg%f'g%f%g&r0Cdi-"
    "C'r%e(fde,i-e(Ce$0f)g%f%g%f%C,e&fe+fgC%i-C%r'e3de)y&egfge$9fef&e%f%e(f%efeC;e%dr%e.gf%g%r%ed%"
    "gfC-e)C%e)C%e)C,e*Ce*Cb$2xd'b,dx%C'b%;e$*g%fg%fg%rgfC%i-C)e1*#C/e:C'e$8C'D%4'B+'3e0%C%e&9C$-b"
    "*C/b(C(efe-ve0Ce(CeCe%Ce%Ce&;x4C3e/>ony3e%+C%e$=C*yC$'e/wy&f3r*norC)f3rm%l%nonononononononor%"
    "nor'l&r&Cr'mnononor&vmv&Crwr%C'e(Ce':C%ACr&wr&norvrmr%i-r%v&r%a=nroxlxb=nvovnornor%e-de$4d%e$"
    "&C&e)C%e)C%e)C%e&C&w%vxyw%Cyv'y%C-A&y%C%e/Ce=Ce6Ce%Ce2C%e1C$)e'.C(r&C'k$4C&y,j$<k'y4k%y&Cy0C&"
    "yC$6y$4fC'5e$$C&e$8C2fk>C'e$'k'C,e7je+jC(e$-f(C(e$%Cre$+C'e+rj(C$1a$/b$/e%9C%i-C)a$+C'b$+C'e$"
    "/C+e$;C.ra.Ca2Ca*Ca%Cb.Cb2Cb*Cb%C%.e.&C,e9C-e+C;d)Cd$1Cd,C%0e)C%eCe$3Ce%C&eC%e:Crk+e:y%k*e$&C"
    "+k,C$7e6Ce%C(k(e9k)C&re=C(rC%+e%#C'k%e%k3C%k$5ef&Cf%C(f'e'Ce&Ce$$C%f&C'fk,C*r,C*e$$k%re$$k&C$"
    "'e+ye$#f%C'k(r*C,e$=C&r*e9C%k+e6C(k+e5C*r'C/k*C%;e%4C$>a$:C0b$:C*k)e$+f'C+i-C-1k$&Ce$1Cf%mC%e"
    "%C%9e$$k-eC+e9f.k'r(C9e5f'r'C$-e8k*C7e:C,gfge$<f2r*C'k7i-fe%f%eC,f&ge$4g&f'g%f%r%Ar'fC-AC%e<C"
    "*i-C)f&e$+f(gf+Ci-r'eg%eC+e$*fr%eC,f%ge$7g&f,g%e'r'f'rgfi-erer&Ck7C.e5Ce<g&f&g%fgf%r)fC%,e*Ce"
    "Ce'Ce2Ce-rC)e$6fg&f+C(i-C)f%g%Ce+C%e%C%e9Ce*Ce%Ce(Cf%eg%fg'C%g%C%g&C%eC)gC(e(g%C%f*C&f(C'>e$<"
    "g&f+g%f&gfe'r(i-r%Crfe&C$%e$7g&f)gfg'f%gf%e%reC+i-C(=e$6g&f'C%g'f%gf%r:e'f%C$)e$7g&f+g%fgf%r&"
    "eC.i-C)r0C6e$2fgfg%f)gferC)i-C$=e>C%f&g%f'gf(C'i-k%r&ye*C)4e$3g&f,gf%rC&3a$'b$'i-k,C/e+C%eC%e"
    "+Ce%Ce;g)Cg%C%f%gfegegfr&C,i-C%1e+C%e$.g&f'C%f%g'feregC>ef-e$/f)gef'r+fC+ef)g%f&e$5f0gf%r&er("
    "C0e%4C,.e,Ce$,gf*Cf)gfer(C-i-k6C&r%e$%C%f9Cgf*gf%gf%C%4e*Ce%Ce$-f)C&fCf%Cf*efC+i-C)e)Ce%Ce$'g"
    "(Cf%Cg%fgfeC*i-C.%e6f%g%r%C)2eC2k8y+w'y4C0re$'=C&5j&>Cr(C.e*#C&-'e&0r%C0e$-*CA,C('*e7:C.#,e7,"
    "C*e$&Ci-C'r%e%:Ci-C)e$%C%f(rC-e$7f*r(y'd'ryC-i-Ck*Ce8C(e6C;3a$'b$'k:r'C&4e%6C'feg$>C*f'd0C%+d"
    "%rdfC.g%C1e*:'C+e$3)C$1e,C..&d'Cd*Cd%Ce-.C$4e&C4e'C+e1'C%=/e&:C(e0C&e,C*e-C%yf%rA'C(>;f$5C%f:"
    "C,y''C%'y+9C-y$.C%y%'g%f&y&g)A+f+y%f*y$%f'y%(C8y%-f&yC(1k7C/y&&C,k<C':a=b=a=b*Cb5a=b=aCa%C%aC"
    "%a%C%a'Ca+b'CbCb*Cb.a=b=a%Ca'C%a+Ca*Cb=a%Ca'Ca(CaC&a*Cb=a=b=a=b=a=b=a=b=a=b=a=b$#C%a<vb<vb)a<"
    "vb<vb)a<vb<vb)a<vb<vb)a<vb<vb)abC%i$9y5+f$>y'f$9y+fy1fy%r(C2f(Cf2C$./b-eb7C+$f*Cf4C%f*Cf%Cf(C"
    "*4e$4C&f*d*C%i-C'eyC./e$%fC4e$3f'i-C(wC$33e*Ce'Ce%Ce2Ce*$C%k,f*C$0a$)b$)f*dC'i-C'r%C$#$k%&yk&"
    "wk'C%7k$4yk2C)=e'Ce>Ce%CeC%eCe-Ce'CeCeC)eC'eCeCeCe&Ce%CeC%eCeCeCeCeCe%CeC%e'Ce*Ce'Ce'CeCe-Ce4"
    "C(e&Ce(Ce4C$;v%C,5y$3C'y&3C/y2C%y2Cy2Cy$,C-k0y(8C%#y$$C0y$3C'y,C*y%C1y)C(1y+>x(y=#C(y3C&y0C&y"
    "''C/y&(C*y/C'yC2y/C'y%#C+y-C)y$/C+y$%C%y%C%9y/'C/y1C%y(C&y(C&y*C,y$$C&y.C(y)C-y-C)y+C+y*C,y(*"
    "Cy$>C$,i-C$+9e$=07C$'e(+,C*e*=C%e*,9C1e,1<C&=:e6-C$<9e)+.C$'4(=AC$%A&/C'3f+3C%==;B%>31C%B%>31"
    "C%";

// The start of every 32nd run: its first character, and its position in category_runs.
struct category_run {
    std::uint32_t character;
    std::uint16_t place;
};
inline constexpr category_run category_marks[] = {
    {0x0, 0},        {0xA6, 46},      {0x104, 85},     {0x124, 117},    {0x145, 150},
    {0x166, 183},    {0x18E, 221},    {0x1C4, 267},    {0x1E5, 300},    {0x208, 334},
    {0x228, 366},    {0x2C6, 408},    {0x391, 453},    {0x3F4, 493},    {0x477, 531},
    {0x49C, 565},    {0x4BC, 597},    {0x4DE, 631},    {0x4FE, 663},    {0x51E, 695},
    {0x5BF, 737},    {0x6D4, 793},    {0x7F7, 848},    {0x8CA, 902},    {0x9AA, 955},
    {0x9FE, 1007},   {0xA5E, 1060},   {0xACD, 1109},   {0xB3F, 1159},   {0xB9B, 1212},
    {0xC04, 1265},   {0xC80, 1317},   {0xCE4, 1366},   {0xD79, 1421},   {0xE32, 1473},
    {0xECE, 1523},   {0xF80, 1574},   {0x105A, 1633},  {0x124A, 1688},  {0x1369, 1746},
    {0x1737, 1805},  {0x180B, 1861},  {0x1946, 1922},  {0x1A7D, 1981},  {0x1B7D, 2038},
    {0x1C4A, 2097},  {0x1D9B, 2159},  {0x1E1E, 2195},  {0x1E3E, 2227},  {0x1E5E, 2259},
    {0x1E7E, 2291},  {0x1EA6, 2324},  {0x1EC6, 2356},  {0x1EE6, 2388},  {0x1F28, 2427},
    {0x1FBE, 2480},  {0x201B, 2534},  {0x207D, 2580},  {0x2119, 2631},  {0x218A, 2678},
    {0x237C, 2733},  {0x2773, 2791},  {0x298D, 2835},  {0x2C60, 2889},  {0x2C8F, 2928},
    {0x2CAF, 2960},  {0x2CCF, 2992},  {0x2CFE, 3029},  {0x2E00, 3082},  {0x2E3A, 3121},
    {0x3008, 3170},  {0x303D, 3210},  {0x3251, 3272},  {0xA648, 3339},  {0xA668, 3371},
    {0xA693, 3405},  {0xA72F, 3448},  {0xA751, 3481},  {0xA771, 3513},  {0xA79C, 3549},
    {0xA7C4, 3583},  {0xA828, 3626},  {0xA952, 3687},  {0xAA35, 3746},  {0xAADD, 3798},
    {0xABE5, 3856},  {0xFB38, 3921},  {0xFE31, 3977},  {0xFE5E, 4016},  {0xFF3C, 4064},
    {0xFFE3, 4114},  {0x10179, 4174}, {0x103A0, 4238}, {0x105B2, 4304}, {0x10877, 4363},
    {0x10A10, 4427}, {0x10B58, 4492}, {0x10F1D, 4564}, {0x11082, 4624}, {0x11176, 4682},
    {0x1123E, 4735}, {0x11334, 4790}, {0x1144B, 4848}, {0x115D8, 4907}, {0x1171D, 4965},
    {0x11918, 5027}, {0x11A01, 5079}, {0x11C40, 5137}, {0x11D48, 5192}, {0x11FFF, 5250},
    {0x16AF5, 5328}, {0x16FE0, 5393}, {0x1BC89, 5464}, {0x1D242, 5537}, {0x1D4BD, 5595},
    {0x1D622, 5650}, {0x1D7CB, 5704}, {0x1E100, 5768}, {0x1E900, 5832}, {0x1EE38, 5893},
    {0x1EE65, 5931}, {0x1F0D0, 5989}, {0x1F800, 6061}, {0x1FAF0, 6131}};

}  // namespace detail

// The index of the character's category in regexp_item::category_names, in steps of two; 29 for a
// surrogate. Takes a few dozen steps.
constexpr unsigned unicode_category(char32_t c) {
    std::size_t low = 0, high = std::size(detail::category_marks);
    while (high - low > 1) {
        auto const middle = (low + high) / 2;
        (detail::category_marks[middle].character <= c ? low : high) = middle;
    }
    auto const runs = detail::category_runs;
    char32_t begin = detail::category_marks[low].character;
    for (std::size_t i = detail::category_marks[low].place;;) {
        char const letter = runs[i++];
        char32_t size = i == runs.size() || runs[i] > '>' ? 1 : 0;
        for (; i != runs.size() && runs[i] <= '>'; ++i)
            size = size * 28 + static_cast<char32_t>(runs[i] - '#');
        begin += size;
        if (c < begin || i == runs.size())
            return static_cast<unsigned>(letter >= 'a' ? letter - 'a' : letter - 'A' + 26);
    }
}

}  // namespace trotline::path
#endif
